package io.infiniproxy.anthropic;

/**
 * Why an answer was refused.
 *
 * @param explanation the refusal's own words, or null
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons">Handling stop reasons</a>
 */
public record RefusalStopDetails(String explanation) {}
