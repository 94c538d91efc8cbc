package io.infiniproxy.bench.run;

/** Texts like those of a long conversation about code: prose in several scripts, and code, which is full of escapes. */
final class LargeTexts {
    private static final String[] PROSE = {
        "The parser takes the date apart by its dashes and asks for the month first. ",
        "Die Prüfung schlägt fehl, weil „März“ als dritter Monat gezählt wird – bei null beginnend. ",
        "这个测试在闰年之外会失败，因为二月只有二十八天。",
        "I would keep the old function, and let the new one call it with \"strict\": true. ",
        "That way nothing else has to change; see https://example.com/dates?id=7&x=1. ",
        "Good 👍. "
    };
    private static final String[] CODE = {
        "  if (text === \"\" || text == null) {\n\t\tthrow new Error('expected a date, got \"' + text + '\"');\n  }\n",
        "  const [year, month, day] = text.split(/[-\\/.]/).map(Number);\n",
        "  return { year, month, day }; // C:\\dates\\parse.js\n",
        "  console.log(`parsed ${text} → ${year}-${month}-${day}`);\n",
        "  for (let i = 0; i < days.length && days[i] <= day; i += 1) { total += days[i]; }\n"
    };

    private LargeTexts() {}

    static String prose(int seed, int letters) {
        return repeat(PROSE, seed, letters);
    }

    static String code(int seed, int letters) {
        return "// part " + seed + "\n" + repeat(CODE, seed, letters);
    }

    private static String repeat(String[] parts, int seed, int letters) {
        StringBuilder text = new StringBuilder(letters + 100);
        for (int i = seed; text.length() < letters; i++) {
            text.append(parts[i % parts.length]);
        }
        return text.toString();
    }
}
