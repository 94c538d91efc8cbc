package io.infiniproxy.anthropic;

/**
 * Which tool the model may or must call.
 *
 * @param type {@code auto}, {@code any}, {@code tool} or {@code none}
 * @param name the tool, where the type is {@code tool}
 */
public record ToolChoice(String type, String name, boolean disableParallelToolUse) {}
