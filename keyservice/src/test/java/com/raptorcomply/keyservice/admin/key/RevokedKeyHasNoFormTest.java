package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** A link to the form of a key, such as one in the history of the browser, leads to the key once it is revoked. */
class RevokedKeyHasNoFormTest {
    private final KeyExamples examples = KeyExamples.in(TestService.shared());
    private final Person.Browser browser = examples.admin().browser();
    private final String path = "/admin/keys/" + examples.key("Import").getString("id");

    @Test
    void toEditOrRevokeIt() {
        assertThat(browser.get(path + "/edit").status()).isEqualTo(200);
        FormSender.of(browser).post(path + "/revoke");
        assertThat(browser.get(path + "/edit").header("Location")).isEqualTo(path + "?done=final");
        assertThat(browser.get(path + "?done=final").body()).contains("A revoked key cannot be changed any more.");
        assertThat(browser.get(path + "/revoke").header("Location")).isEqualTo(path + "?done=over");
    }
}
