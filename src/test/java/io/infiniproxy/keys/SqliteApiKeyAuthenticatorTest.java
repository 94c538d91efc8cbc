package io.infiniproxy.keys;

final class SqliteApiKeyAuthenticatorTest extends ApiKeyAuthenticatorContract {

    @Override
    protected String databaseUrl() {
        return "";
    }
}
