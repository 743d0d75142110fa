package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/**
 * A form of a page, and the request to the API that does the same.
 *
 * @param page where the form is posted; {id} in it and in {@code path} is replaced by the test
 * @param form names and values
 * @param path with query
 * @param body empty: none is sent
 */
public record FormTwin(String page, List<String> form, String method, String path, JsonObject body) {
    public FormTwin {
        form = List.copyOf(form);
    }

    public static FormTwin of(String page, List<String> form, String method, String path, JsonObject body) {
        return new FormTwin(page, form, method, path, body);
    }

    /** Sends the form and returns the status; a redirect to another page counts as the API's success. */
    int pageStatus(Person.Browser browser) {
        Reply reply = FormSender.of(browser).post(page, form.toArray(String[]::new));
        boolean isDone = reply.status() == 200 || reply.status() == 303;
        return isDone ? 200 : reply.status();
    }

    /** Sends the request and returns the status; every success counts alike. */
    int apiStatus(Person.Browser browser) {
        Reply reply = browser.service()
                .send(browser.request(path)
                        .header("X-CSRF-Token", browser.csrfToken())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
        return reply.status() < 300 ? 200 : reply.status();
    }

    @Override
    public String toString() {
        return page;
    }
}
