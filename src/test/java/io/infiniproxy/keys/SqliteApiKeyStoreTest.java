package io.infiniproxy.keys;

final class SqliteApiKeyStoreTest extends ApiKeyStoreContract {

    @Override
    protected String databaseUrl() {
        return "";
    }
}
