package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.OutputStream;

/** A long string in a tree, which is decoded for who asks for its text. It equals no node that holds the same text otherwise. */
final class RawStringNode extends ValueNode {
    private static final long serialVersionUID = 1;

    private final transient RawString string;

    RawStringNode(RawString string) {
        this.string = string;
    }

    RawString string() {
        return string;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.STRING;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_STRING;
    }

    @Override
    public String textValue() {
        return string.toString();
    }

    @Override
    public String asText() {
        return string.toString();
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (generator.getOutputTarget() instanceof OutputStream && string.isUsual()) {
            string.writeTo(generator); // in UTF-8
        } else {
            generator.writeString(string.toString());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawStringNode node && node.string.equals(string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }
}
