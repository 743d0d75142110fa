package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.signin.session.Person;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends forms as a browser does, without one. */
public final class FormSender {
    private final TestService service;
    private final Person.@Nullable Browser browser;

    private FormSender(TestService service, Person.@Nullable Browser browser) {
        this.service = service;
        this.browser = browser;
    }

    public static FormSender of(Person.Browser browser) {
        return new FormSender(browser.service(), browser);
    }

    /** A browser that has not signed in. */
    public static FormSender stranger(TestService service) {
        return new FormSender(service, null);
    }

    /** Posts the form with the session's CSRF token. */
    public Reply post(String path, String... namesAndValues) {
        String body = form(namesAndValues);
        return send(request(path), browser == null ? body : body + "&csrf=" + browser.csrfToken());
    }

    /** Posts the form as it is. */
    public Reply postAsItIs(String path, String... namesAndValues) {
        return send(request(path), form(namesAndValues));
    }

    public Reply send(HttpRequest.Builder request, String body) {
        return service.send(request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        return browser == null ? service.request(null, path) : browser.request(path);
    }

    public static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
