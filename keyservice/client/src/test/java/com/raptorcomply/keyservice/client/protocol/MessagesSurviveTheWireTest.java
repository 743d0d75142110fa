package com.raptorcomply.keyservice.client.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Leave;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.Warm;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesSurviveTheWireTest {
    private final List<Change> changes =
            List.of(new Change(7, Subject.secret("AbCdEfGhIjK")), new Change(8, new Subject(Subject.Kind.USER, "u")));

    @Test
    void toTheKeyService() {
        for (Message.ToKeyService message : List.of(
                new Join("s1", "gateway-1", 0, null),
                new Join("s1", "gateway-1", 60_000, "a2V5"),
                new Renew("s1", 3, 17),
                new Leave("s1"))) {
            assertThat(MessageJson.toKeyService(MessageJson.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void toTheGateway() {
        for (Message.ToGateway message : List.of(
                new Warm("s1", List.of()),
                new Renewed("s1", 3, "e1", 8, changes, 4, 1_800_000_000_000L),
                new Changed("s1", "e1", changes),
                new Rejoin("s1", "closed"))) {
            assertThat(MessageJson.toGateway(MessageJson.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void theJoinedWithItsTagKeys() {
        Joined joined = Gateway.joined("s1", "e1", 12);
        Joined read = (Joined) MessageJson.toGateway(MessageJson.encode(joined));

        assertThat(read.tagKeys().keys()).containsOnlyKeys('1').containsEntry('1', new byte[32]);
        assertThat(read).usingRecursiveComparison().ignoringFields("tagKeys").isEqualTo(joined);
    }

    @Test
    void anyOtherTextIsRefused() {
        for (String text : List.of("", "[]", "{}", "{\"type\":\"renew\"}", "{\"type\":\"x\",\"session\":\"s\"}")) {
            assertThatThrownBy(() -> MessageJson.toKeyService(text)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> MessageJson.toGateway(text)).isInstanceOf(RuntimeException.class);
        }
    }
}
