package io.infiniproxy.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * Tries one endpoint.
 *
 * @param key empty for none
 */
public record EndpointCheck(CheckClient client, URI url, String key, String model, CheckedApi api, Advice advice) {

    /** Makes all trials; the first one that fails for a reason that all would share is the last. */
    public void run(Report report) {
        boolean goOn = true;
        for (Trial trial : Trial.values()) {
            if (goOn) {
                goOn = passes(trial, report) || trial != Trial.PLAIN;
            } else {
                report.skipped(trial.name(), advice.words().get("notTried"));
            }
        }
    }

    private boolean passes(Trial trial, Report report) {
        try {
            HttpResponse<byte[]> response = client.post(url, key, api.request(trial, model));
            report.passed(trial.name(), read(response).describe(trial, advice.words()));
            return true;
        } catch (IOException e) {
            report.failed(trial.name(), advice.ofFailure(e));
        }
        return false;
    }

    private CheckedAnswer read(HttpResponse<byte[]> response) throws IOException {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200) {
            throw UnusableAnswerException.of(response, advice);
        }
        if (contentType.contains("html")) {
            throw new UnusableAnswerException(advice.words().get("webPage", advice.ofStatus(200)));
        }
        try {
            return api.read(contentType, response.body());
        } catch (JsonProcessingException e) {
            throw UnusableAnswerException.of(response, advice);
        }
    }
}
