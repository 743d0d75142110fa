package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.KeyVerifier;
import com.raptorcomply.gateway.auth.VerificationException;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Calls the internal HTTP API of the key service. All replicas are equal, so a request that one replica does not answer
 * goes to the next, too, within one time-out. Later requests try other replicas first ({@link ReplicaSelector}). Any thread.
 */
public final class HttpKeyVerifier implements KeyVerifier {
    private static final String VERIFICATIONS = "/internal/verifications";
    private static final String USAGE = "/internal/usage";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 413, 415, 422);

    /** The key service rejects this request however often it is sent. */
    public static final class NotUnderstoodException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstoodException(String message) {
            super(message, null, false, false);
        }
    }

    private final HttpClient client;
    private final ReplicaSelector replicas;
    private final String authorization;
    private final long timeoutMillis;
    private final CredentialRefusals refusals = new CredentialRefusals();

    /**
     * @param replicas {@code http(s)://host[:port]} each, at least one
     * @param timeoutMillis for all replicas together
     */
    public HttpKeyVerifier(HttpClient client, List<URI> replicas, Secret credential, long timeoutMillis) {
        this.client = client;
        this.replicas = new ReplicaSelector(replicas, DualClock.SYSTEM);
        this.authorization = "Bearer " + credential.reveal();
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public Future<Verification> verify(VerificationRequest request) {
        Buffer body = VerificationJson.encode(request).toBuffer();
        return post(VERIFICATIONS, body)
                .map(response -> VerificationJson.decode(new JsonObject(response)))
                .compose(verification -> request.isAnsweredBy(verification.verdict())
                        ? Future.succeededFuture(verification)
                        : Future.failedFuture(new VerificationException(
                                Denial.KEY_SERVICE_FAILED,
                                "The response of the key service is for another key",
                                null)));
    }

    /**
     * Sends a usage report. If the future fails, no replica is known to have accepted the report, and it must be sent
     * again unchanged, unless the failure is a {@link NotUnderstoodException}.
     */
    public Future<Void> report(UsageReport report) {
        return post(USAGE, UsageJson.encode(report).toBuffer()).mapEmpty();
    }

    private Future<Buffer> post(String path, Buffer body) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        return post(path, body, replicas.next(), replicas.size(), deadlineNanos);
    }

    /**
     * Asks the next replica when one has failed, or has not answered within an equal part of the time that is left. Such a
     * late answer still counts, because the others may refuse at once. Fails with the last replica's cause, unless one has
     * refused the credential, which matters more.
     */
    private Future<Buffer> post(
            String path, Buffer body, ReplicaSelector.Attempt replica, int replicasLeft, long deadlineNanos) {
        long leftMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
        Future<Buffer> answer = postOnce(replicas.url(replica), path, body, leftMillis);
        return answer.timeout(Math.max(1, leftMillis / replicasLeft), TimeUnit.MILLISECONDS)
                .onSuccess(response -> replicas.succeeded(replica))
                .onFailure(cause -> replicas.failed(replica))
                .recover(cause -> replicasLeft > 1
                        ? firstOf(answer, post(path, body, replicas.after(replica), replicasLeft - 1, deadlineNanos))
                        : Future.failedFuture(cause));
    }

    private static Future<Buffer> firstOf(Future<Buffer> late, Future<Buffer> next) {
        return Future.any(late, next)
                .map(answered -> late.succeeded() ? late.result() : next.result())
                .recover(none -> Future.failedFuture(
                        VerificationException.isCredentialRefused(late.cause()) ? late.cause() : next.cause()));
    }

    /** @param millis for the wait for a connection, connecting and the response together */
    private Future<Buffer> postOnce(URI replica, String path, Buffer body, long millis) {
        Future<HttpClientRequest> pending =
                client.request(options(replica, path).setConnectTimeout(millis));
        return pending.compose(request -> request.putHeader(HttpHeaders.AUTHORIZATION, authorization)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .send(body)
                        .compose(response -> body(replica, response)))
                .timeout(millis, TimeUnit.MILLISECONDS)
                .onFailure(cause -> pending.onSuccess(HttpClientRequest::reset));
    }

    private Future<Buffer> body(URI replica, HttpClientResponse response) {
        int status = response.statusCode();
        if (status == OK || status == NO_CONTENT) {
            return response.body();
        }
        // Without this handler Vert.x logs the reset as an error.
        response.exceptionHandler(reset -> {});
        String answered = "The key service answered " + status;
        if (CredentialRefusals.isRefusal(status)) {
            refusals.refused(replica, status);
            return Future.failedFuture(new VerificationException(Denial.GATEWAY_CREDENTIAL_REFUSED, answered, null));
        }
        return Future.failedFuture(
                NOT_UNDERSTOOD.contains(status)
                        ? new NotUnderstoodException(answered)
                        : new VerificationException(Denial.KEY_SERVICE_FAILED, answered, null));
    }

    private static RequestOptions options(URI replica, String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(replica.toString())
                .setURI(path);
    }
}
