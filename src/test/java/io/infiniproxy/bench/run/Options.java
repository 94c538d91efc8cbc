package io.infiniproxy.bench.run;

import java.nio.file.Path;
import java.util.List;

/** How the bench was called. */
record Options(
        List<String> scenarios,
        int rounds,
        double seconds,
        double warmUpSeconds,
        boolean brief,
        boolean peers,
        boolean floor,
        Path out,
        double minutes,
        int records) {
    private static final int ROUNDS = 5;
    private static final double SECONDS = 5;
    private static final double MINUTES = 10;
    private static final int RECORDS = 10_000_000;

    static Options parse(String... arguments) {
        List<String> scenarios = Scenarios.USUAL;
        int rounds = 0;
        double seconds = 0;
        double minutes = MINUTES;
        int records = RECORDS;
        boolean brief = false;
        boolean peers = false;
        boolean floor = false;
        Path out = Path.of("target", "bench");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--short" -> brief = true;
                case "--peers" -> peers = true;
                case "--floor" -> floor = true;
                case "--only" -> scenarios = Scenarios.named(value(arguments, ++i));
                case "--rounds" -> rounds = (int) number(arguments, ++i);
                case "--seconds" -> seconds = number(arguments, ++i);
                case "--records" -> records = (int) number(arguments, ++i);
                case "--out" -> out = Path.of(value(arguments, ++i));
                case "soak" -> {
                    scenarios = List.of("soak");
                    minutes = number(arguments, ++i);
                }
                default -> throw new IllegalArgumentException("bench: expected an option, got \"" + arguments[i] + "\"");
            }
        }
        return new Options(scenarios, rounds > 0 ? rounds : brief ? 1 : ROUNDS, seconds > 0 ? seconds : brief ? 2 : SECONDS,
                brief ? 2 : SECONDS, brief, peers, floor, out, minutes, records);
    }

    /** Returns how many requests warm a target up; what is short only tells ratios, which hardly change with it. */
    int warmUpRequests(int usual) {
        return brief ? usual / 10 : usual;
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new IllegalArgumentException("bench: expected a value after " + arguments[i - 1] + ", got none");
        }
        return arguments[i];
    }

    private static double number(String[] arguments, int i) {
        String value = value(arguments, i);
        try {
            double number = Double.parseDouble(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("bench: expected a number above 0 after " + arguments[i - 1] + ", got \"" + value + "\"");
    }
}
