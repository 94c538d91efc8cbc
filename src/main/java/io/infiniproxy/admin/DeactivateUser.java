package io.infiniproxy.admin;

import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.PathId;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Deactivates a user: all keys of this user are refused from now on. */
public final class DeactivateUser implements Processor {
    private final UserStore users;

    public DeactivateUser(UserStore users) {
        this.users = users;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        long id = PathId.of(client, "user_id");
        try {
            users.deactivate(id, AuthenticateAdmin.actor(exchange));
        } catch (UnknownIdException e) {
            throw new RefusedException(404, texts.get("unknownUser", id));
        }
        JsonAnswer.send(client, new Done(texts.get("userDeactivated", id)));
    }
}
