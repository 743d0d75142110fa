package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SeveralKeysAreRevokedWithAReceiptEachTest {
    private static final Pattern RECEIPT = Pattern.compile("/admin/keys/[0-9a-f-]{36}/receipts/[0-9a-f-]{36}");

    private final KeyExamples examples = KeyExamples.in(TestService.shared());
    private final Person.Browser admin = examples.admin().browser();
    private final String first = examples.key("First").getString("id");
    private final String second = examples.key("Second").getString("id");
    private final String third = examples.key("Third").getString("id");

    @Test
    void afterAPageThatShowsWhatItHits() {
        String asked =
                admin.get("/admin/keys/revoke?key=" + first + "&key=" + second).body();
        assertThat(asked).contains("Revoke 2 keys?", "First", "Second").doesNotContain("Third");
        Reply done = FormSender.of(admin).post("/admin/keys/revoke", "key", first, "key", second);
        assertThat(done.status()).isEqualTo(303);
        String revoked = admin.get(done.header("Location")).body();
        assertThat(RECEIPT.matcher(revoked).results().map(MatchResult::group).distinct())
                .hasSize(2)
                .allSatisfy(
                        receipt -> assertThat(admin.get(receipt).body()).contains("No gateway lets it in any more"));
        assertThat(status(first) + status(second) + status(third)).isEqualTo("revokedrevokedactive");
    }

    @Test
    void butWithoutAChosenOneThePageSaysWhatToDo() {
        String next = admin.get("/admin/keys/revoke").header("Location");
        assertThat(admin.get(next).body()).contains("No key is chosen.");
    }

    @Test
    void andOneThatIsRefusedLeavesNoneOfTheOthers() {
        Reply done = FormSender.of(admin).post("/admin/keys/revoke", "key", first, "key", foreign(), "key", second);
        assertThat(admin.get(done.header("Location")).body())
                .contains("Revoked: 2 of 3 keys", "There is no such key.")
                .doesNotContain("Revoke the rest");
        assertThat(status(first) + status(second)).isEqualTo("revokedrevoked");
    }

    @Test
    void andTheRestIsAskedForAgain() {
        String told = admin.get("/admin/keys/revoked?key=" + first + "&key=" + second + "&sort=name")
                .body();
        assertThat(told)
                .contains("Revoked: 0 of 2 keys", "Please try again.")
                .contains("/admin/keys/revoke?sort=name&amp;key=" + first + "&amp;key=" + second);
    }

    @Test
    void andTheListStaysAsItWas() {
        String query = "?status=active&q=First&sort=name";
        String address = query.replace("&", "&amp;");
        assertThat(admin.get("/admin/keys" + query).body())
                .contains("name=\"status\" value=\"active\"", "name=\"sort\" value=\"name\"");
        assertThat(admin.get("/admin/keys/revoke" + query + "&key=" + first).body())
                .contains("href=\"/admin/keys" + address, "action=\"/admin/keys/revoke" + address);
        String done = FormSender.of(admin)
                .post("/admin/keys/revoke" + query, "key", first)
                .header("Location");
        assertThat(admin.get(done).body()).contains("href=\"/admin/keys" + address);
        assertThat(admin.get("/admin/keys/revoke" + query).header("Location"))
                .isEqualTo("/admin/keys" + query + "&done=none");
    }

    @Test
    void alsoIfOneIsRevokedAlone() {
        String query = "?status=active&q=First&sort=name";
        String address = query.replace("&", "&amp;");
        String ask = "/admin/keys/" + first + "/revoke" + query;
        assertThat(admin.get("/admin/keys" + query).body()).contains("href=\"" + ask.replace("&", "&amp;"));
        assertThat(admin.get(ask).body()).contains("href=\"/admin/keys" + address, "/revoke" + address);
        String receipt = FormSender.of(admin).post(ask).header("Location");
        assertThat(admin.get(receipt).body()).contains("href=\"/admin/keys" + address + "\">Back to the list");
    }

    @Test
    void andOneThatSomebodyElseHasRevokedIsNotAskedFor() {
        FormSender.of(examples.admin().browser()).post("/admin/keys/" + first + "/revoke");
        String next = admin.get("/admin/keys/" + first + "/revoke").header("Location");
        assertThat(admin.get(next).body()).contains("There is nothing left to revoke");
    }

    private static String foreign() {
        return KeyExamples.in(TestService.shared()).key("Of others").getString("id");
    }

    private String status(String key) {
        return admin.get("/api-keys/" + key).object().getString("status");
    }
}
