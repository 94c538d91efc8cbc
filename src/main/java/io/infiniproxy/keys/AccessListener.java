package io.infiniproxy.keys;

/** Hears of keys and users that were changed through this process, after the database has it. */
public interface AccessListener {

    /** What was known of the API key holds no more. */
    void apiKeyChanged(long apiKeyId);

    /** What was known of any key of the user holds no more. */
    void userChanged(long userId);
}
