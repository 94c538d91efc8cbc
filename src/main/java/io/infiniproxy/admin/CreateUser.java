package io.infiniproxy.admin;

import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.keys.UsernameTakenException;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a user. */
public final class CreateUser implements Processor {
    private static final int MAX_NAME_LENGTH = 100;

    /** The longest address that mail can be sent to. */
    private static final int MAX_EMAIL_LENGTH = 254;

    private final UserStore users;

    public CreateUser(UserStore users) {
        this.users = users;
    }

    private record Created(boolean success, long userId, String username, String message) {}

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        RequestValues values = RequestValues.of(exchange);
        String username = values.requiredText("username", MAX_NAME_LENGTH);
        User user = create(username, values.text("email", MAX_EMAIL_LENGTH), texts);
        JsonAnswer.send(client, new Created(true, user.id(), user.username(), texts.get("userCreated", user.username())));
    }

    private User create(String username, String email, AdminTexts texts) {
        try {
            return users.create(username, email);
        } catch (UsernameTakenException e) {
            throw new RefusedException(409, texts.get("usernameTaken", username));
        }
    }
}
