/**
 * The built-in demo backend: what answers when no backend is configured, so that everything can be tried at once.
 *
 * <p>{@link io.infiniproxy.demo.DemoBackend} serves HTTP, {@code DemoModel} decides what is said, the writers give it
 * the wire format's shape.
 */
package io.infiniproxy.demo;
