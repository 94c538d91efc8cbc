package io.infiniproxy.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.openai.BackendErrorReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * Tries one endpoint.
 *
 * @param key empty for none
 */
record EndpointCheck(CheckClient client, URI url, String key, String model, CheckedApi api, Advice advice) {

    /** Makes all trials; the first one that fails for a reason that all would share is the last. */
    void run(Report report) {
        boolean goOn = true;
        for (Trial trial : Trial.values()) {
            if (goOn) {
                goOn = passes(trial, report) || trial != Trial.PLAIN;
            } else {
                report.skipped(trial.name(), "not tried");
            }
        }
    }

    private boolean passes(Trial trial, Report report) {
        try {
            HttpResponse<byte[]> response = client.post(url, key, api.request(trial, model));
            return passes(trial, response, report);
        } catch (IOException e) {
            report.failed(trial.name(), advice.ofCause(e));
        }
        return false;
    }

    private boolean passes(Trial trial, HttpResponse<byte[]> response, Report report) {
        int status = response.statusCode();
        try {
            if (status == 200) {
                report.passed(trial.name(), read(response).describe(trial));
                return true;
            }
            report.failed(trial.name(), status + " " + error(response) + " " + advice.ofStatus(status));
        } catch (JsonProcessingException e) {
            report.failed(trial.name(), "expected JSON, got: " + error(response) + " " + advice.ofStatus(status));
        } catch (IOException e) {
            report.failed(trial.name(), e.getMessage());
        }
        return false;
    }

    private CheckedAnswer read(HttpResponse<byte[]> response) throws IOException {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        if (contentType.contains("html")) {
            throw new UnusableAnswerException("a web page came, not an answer. " + advice.ofStatus(response.statusCode()));
        }
        return api.read(contentType, response.body());
    }

    private static String error(HttpResponse<byte[]> response) {
        return BackendErrorReader.read(response.statusCode(), response.body()).message();
    }
}
