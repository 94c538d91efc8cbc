package io.infiniproxy.route.error;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.backend.FailureMapping;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.journal.JournalException;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.keys.UsernameTakenException;
import io.infiniproxy.sql.DatabaseUnavailableException;
import io.infiniproxy.translate.BrokenToolCallException;
import io.infiniproxy.usage.InvalidDateRangeException;
import io.infiniproxy.usage.report.InvalidReportException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What an exception means for the client. The details of what nobody expected stay in the log. */
public final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private static final ApiError DATABASE_AWAY =
            new ApiError(503, "api_error", "The database is away, so this cannot be answered now");

    private Failure() {}

    /** Returns the status, the type and the words for the client; what nobody expected is logged. */
    public static ApiError of(Throwable exception, String requestId) {
        ApiError error = known(exception);
        if (error != null) {
            return error;
        }
        LOG.error("{} failed", requestId, exception);
        return ApiError.ofStatus(500, "infiniproxy failed; its log says more under " + requestId);
    }

    /** Returns the status alone. */
    public static int statusOf(Throwable exception) {
        ApiError error = known(exception);
        return error == null ? 500 : error.status();
    }

    private static ApiError known(Throwable exception) {
        return switch (exception) {
            case RefusedException refused -> ApiError.ofStatus(refused.status(), refused.getMessage());
            case InvalidJsonException invalid -> ApiError.ofStatus(400, invalid.getMessage());
            case InvalidReportException invalid -> ApiError.ofStatus(400, invalid.getMessage());
            case InvalidDateRangeException invalid -> ApiError.ofStatus(400, invalid.getMessage());
            case LimitReachedException limit -> ApiError.ofStatus(429, limit.getMessage());
            case BackendException backend -> backend.error();
            case BrokenToolCallException broken -> ApiError.ofStatus(502, broken.getMessage());
            case UnknownIdException unknown -> ApiError.ofStatus(404, unknown.getMessage());
            case UsernameTakenException taken -> ApiError.ofStatus(409, taken.getMessage());
            case JournalException full -> new ApiError(503, "api_error", full.getMessage());
            case DatabaseUnavailableException away -> DATABASE_AWAY;
            case DataAccessException away -> DATABASE_AWAY;
            case IOException io -> FailureMapping.ofCause(io);
            default -> null;
        };
    }
}
