package io.infiniproxy.keys;

/** Hears of keys and users that were deactivated through this process, after the database has it. */
public interface DeactivationListener {

    /** The API key must be refused from now on. */
    void apiKeyDeactivated(long apiKeyId);

    /** Every key of the user must be refused from now on. */
    void userDeactivated(long userId);
}
