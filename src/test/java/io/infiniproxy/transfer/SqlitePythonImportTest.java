package io.infiniproxy.transfer;

final class SqlitePythonImportTest extends PythonImportContract {
    @Override
    protected String databaseUrl() {
        return "";
    }
}
