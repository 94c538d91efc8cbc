package io.infiniproxy.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a {@link LoadJob} a line, and writes a {@link LoadResult} a line, until its standard input ends. */
public final class LoadTool {
    private LoadTool() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            LoadJob job = json.readValue(line, LoadJob.class);
            System.out.println(json.writeValueAsString(new LoadRun(job).run()));
        }
    }
}
