package io.infiniproxy.bench.run;

import java.util.List;

/** One thing that is measured; gives the lines of the table that tell it. */
interface Scenario {
    List<Row> run(Bench bench) throws Exception;
}
