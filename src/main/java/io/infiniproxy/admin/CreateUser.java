package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.keys.UsernameTakenException;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a user. */
public final class CreateUser implements Processor {
    private static final int MAX_NAME_LENGTH = 100;
    private static final List<String> NAMES = Stream.concat(Stream.of("username"), UserChange.NAMES.stream()).toList();

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
        values.requireOnly(NAMES);
        String username = values.requiredText("username", MAX_NAME_LENGTH);
        UserSettings settings = UserChange.read(values).apply(UserSettings.NEW);
        User user = create(username, settings, AuthenticateAdmin.actor(exchange), texts);
        JsonAnswer.send(client, new Created(true, user.id(), user.username(), texts.get("userCreated", user.username())));
    }

    private User create(String username, UserSettings settings, Actor actor, AdminTexts texts) {
        try {
            return users.create(username, settings, actor);
        } catch (UsernameTakenException e) {
            throw new RefusedException(409, texts.get("usernameTaken", username));
        }
    }
}
