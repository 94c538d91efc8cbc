package io.infiniproxy.keys;

final class SqliteUserStoreTest extends UserStoreContract {

    @Override
    protected String databaseUrl() {
        return "";
    }
}
