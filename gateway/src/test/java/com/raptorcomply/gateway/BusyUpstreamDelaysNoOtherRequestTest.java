package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream that keeps working after its response delays no client, and its connection is closed. */
@Timeout(30)
class BusyUpstreamDelaysNoOtherRequestTest {
    private static final Semaphore ENDED = new Semaphore(0);
    private static final SocketUpstream UPSTREAM =
            new SocketUpstream(SocketUpstream.says("")).whenEnded(ENDED::release);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.healthCheck.interval", "1h");

    @BeforeEach
    void nothingHasEnded() {
        ENDED.drainPermits();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,   200 OK,           1000000",
        "GET,    304 Not Modified, 1000000",
        "DELETE, 204 No Content,   ",
        "POST,   201 Created,      0",
    })
    void afterAnAnswerWithoutContent(String method, String status, String length) throws Exception {
        String field = length == null ? "" : "Content-Length: " + length + "\r\n";
        UPSTREAM.behave(SocketUpstream.staysBusyAfter("HTTP/1.1 " + status + "\r\n" + field + "\r\n"));

        int answered = STAGE.send(STAGE.request("/facilities")
                        .header("X-API-Key", STAGE.keyService().key())
                        .method(method, BodyPublishers.noBody())
                        .build())
                .statusCode();

        assertThat(status).startsWith(Integer.toString(answered));
        assertAnotherTenantIsServedAndTheNodeIsFree();
    }

    @Test
    void afterAnAnswerToABodyThatIsStillBeingSent() throws Exception {
        UPSTREAM.behave(SocketUpstream.staysBusyAfter("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbusy"));
        try (Socket client = connect()) {
            send(client, head("POST") + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            assertThat(readUntil(client, "busy")).startsWith("HTTP/1.1 200 OK");

            assertAnotherTenantIsServedAndTheNodeIsFree();
        }
    }

    @Test
    void afterAnAnswerThatBeganBeforeTheBodyWasSent() throws Exception {
        Semaphore bodyWhole = new Semaphore(0);
        UPSTREAM.behave(new SocketUpstream.Behaviour() {
            @Override
            public boolean answer(String head, OutputStream out) {
                throw new IllegalStateException("It reads on");
            }

            @Override
            public boolean answer(String head, InputStream in, OutputStream out) throws Exception {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nvery".getBytes(StandardCharsets.US_ASCII));
                in.readNBytes("3\r\nabc\r\n0\r\n\r\n".length());
                bodyWhole.release();
                return SocketUpstream.staysBusyAfter("busy").answer(head, in, out);
            }
        });
        try (Socket client = connect()) {
            send(client, head("POST") + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            assertThat(readUntil(client, "very")).startsWith("HTTP/1.1 200 OK");
            send(client, "0\r\n\r\n");
            bodyWhole.acquire();
            readUntil(client, "busy");

            assertAnotherTenantIsServedAndTheNodeIsFree();
        }
    }

    @Test
    void afterItsClientHasGone() throws Exception {
        Semaphore asked = new Semaphore(0);
        UPSTREAM.behave(new SocketUpstream.Behaviour() {
            @Override
            public boolean answer(String head, OutputStream out) {
                throw new IllegalStateException("It reads on");
            }

            @Override
            public boolean answer(String head, InputStream in, OutputStream out) throws Exception {
                asked.release();
                return SocketUpstream.staysBusyAfter("").answer(head, in, out);
            }
        });
        try (Socket client = connect()) {
            send(client, head("GET") + "\r\n");
            asked.acquire();
        }

        assertAnotherTenantIsServedAndTheNodeIsFree();
    }

    private static void assertAnotherTenantIsServedAndTheNodeIsFree() throws Exception {
        UPSTREAM.behave(SocketUpstream.says("mine"));
        String body =
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key()).body();

        assertThat(body).isEqualTo("mine");
        ENDED.acquire();
    }

    private static String head(String method) {
        return method + " /facilities HTTP/1.1\r\nHost: gateway\r\nX-API-Key: "
                + STAGE.keyService().key() + "\r\n";
    }

    private static Socket connect() throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port());
    }

    private static void send(Socket client, String text) throws Exception {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readUntil(Socket client, String end) throws Exception {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) client.getInputStream().read());
        }
        return read.toString();
    }
}
