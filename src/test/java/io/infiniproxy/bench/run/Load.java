package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.infiniproxy.bench.load.LoadJob;
import io.infiniproxy.bench.load.LoadResult;
import io.infiniproxy.bench.load.LoadTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The load tool, running: one process for all targets, so that none meets a colder one than another. */
final class Load {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log;
    private final Writer jobs;
    private final BufferedReader results;

    private Load(Path log, Writer jobs, BufferedReader results) {
        this.log = log;
        this.jobs = jobs;
        this.results = results;
    }

    static Load start(Processes processes, Path folder) throws IOException {
        Path log = folder.resolve("load.log");
        Process process = processes.startJava(LoadTool.class, log);
        return new Load(log, process.outputWriter(StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    LoadResult run(LoadJob job) throws IOException {
        jobs.write(JSON.writeValueAsString(job) + "\n");
        jobs.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("expected the load tool's result, got its end; see " + log);
        }
        return JSON.readValue(line, LoadResult.class);
    }
}
