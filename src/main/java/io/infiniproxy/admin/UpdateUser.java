package io.infiniproxy.admin;

import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.PathId;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Changes a user, and answers what became of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">JSON Merge Patch</a>
 */
public final class UpdateUser implements Processor {
    private final UserStore users;

    public UpdateUser(UserStore users) {
        this.users = users;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        long id = PathId.of(client, "user_id");
        RequestValues values = RequestValues.ofBody(exchange);
        values.requireOnly(UserChange.NAMES);
        UserChange change = UserChange.read(values);
        try {
            User user = users.update(id, change, AuthenticateAdmin.actor(exchange));
            JsonAnswer.send(client, user);
        } catch (UnknownIdException e) {
            throw new RefusedException(404, AdminTexts.of(client).get("unknownUser", id));
        }
    }
}
