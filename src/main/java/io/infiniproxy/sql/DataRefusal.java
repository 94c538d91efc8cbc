package io.infiniproxy.sql;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteException;

/** Tells a statement that the database refuses because of its data, and would refuse again, from one that it cannot run now. */
public final class DataRefusal {
    /** The classes of PostgreSQL's SQLSTATE: data exception, integrity constraint violation. */
    private static final Set<String> STATE_CLASSES = Set.of("22", "23");

    private static final int SQLITE_ERROR = 1;

    /** SQLITE_CONSTRAINT and SQLITE_MISMATCH. */
    private static final Set<Integer> SQLITE_CODES = Set.of(19, 20);

    private DataRefusal() {}

    /** Returns the database's words when it refuses the data, else null. */
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isRefusal(refused)) {
                return String.valueOf(refused.getMessage());
            }
        }
        return null;
    }

    private static boolean isRefusal(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            int code = sqlite.getResultCode().code & 0xFF;
            return SQLITE_CODES.contains(code) || code == SQLITE_ERROR && isAboutJson(sqlite);
        }
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && STATE_CLASSES.contains(state.substring(0, 2));
    }

    /** All else of that code is no matter of the data: a table that is not there, for one. */
    private static boolean isAboutJson(SQLiteException failure) {
        return String.valueOf(failure.getMessage()).contains("malformed JSON");
    }
}
