package io.infiniproxy.admin;

import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers all users. */
public final class ListUsers implements Processor {
    private final UserStore users;

    public ListUsers(UserStore users) {
        this.users = users;
    }

    private record Listed(List<User> users) {}

    @Override
    public void process(Exchange exchange) {
        JsonAnswer.send(ClientConnection.of(exchange), new Listed(users.list()));
    }
}
