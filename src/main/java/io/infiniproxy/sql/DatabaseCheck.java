package io.infiniproxy.sql;

import io.infiniproxy.concurrent.SharedQuestion;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database answers. Costs a small query a second at most, and never waits long for one. Threadsafe. */
public final class DatabaseCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final JdbcClient reads;
    private final SharedQuestion<Boolean> question = new SharedQuestion<>(this::answers, INTERVAL, LONGEST_WAIT);

    public DatabaseCheck(DataSource reads) {
        this.reads = JdbcClient.create(reads);
    }

    /** Returns whether the database fails, or is silent for a second. */
    public boolean isAway() {
        return !question.answerOr(false);
    }

    /** Reads a table: SQLite would answer a bare {@code select 1} without its file. */
    private boolean answers() {
        try {
            reads.sql("select count(*) from users where id = 0").query(row -> {});
            return true;
        } catch (DataAccessException e) {
            LOG.debug("The database does not answer: {}", e.getMostSpecificCause().getMessage());
            return false;
        }
    }
}
