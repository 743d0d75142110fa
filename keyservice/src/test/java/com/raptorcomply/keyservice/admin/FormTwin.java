package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A form of a page, and the request to the API that does the same.
 *
 * @param page where the form is posted
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

    /** Sends the form. */
    Reply sendForm(Person.Browser browser) {
        return FormSender.of(browser).post(page, form.toArray(String[]::new));
    }

    /** Sends the request to the API. */
    Reply sendRequest(Person.Browser browser) {
        return browser.service()
                .send(browser.request(path)
                        .header("X-CSRF-Token", browser.csrfToken())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    }

    /** Returns what was typed into fields, which a page shows again: neither passwords nor what no select offers. */
    List<String> typed() {
        return IntStream.iterate(0, i -> i < form.size(), i -> i + 2)
                .filter(i -> !form.get(i).toLowerCase(Locale.ROOT).contains("password"))
                .filter(i -> !form.get(i).equals("role"))
                .mapToObj(i -> form.get(i + 1))
                .toList();
    }

    @Override
    public String toString() {
        return page + " " + form;
    }
}
