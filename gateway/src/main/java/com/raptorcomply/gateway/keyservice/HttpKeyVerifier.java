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
 * The key service over its internal API. Any replica answers equally, so a question that one of them does not answer goes
 * to the next, within one time limit for all; those after it go to others first ({@link ReplicaSelector}). Any thread.
 */
public final class HttpKeyVerifier implements KeyVerifier {
    private static final String VERIFICATIONS = "/internal/verifications";
    private static final String USAGE = "/internal/usage";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 413, 415, 422);

    /** The key service will never take this, however often it is told. */
    public static final class NotUnderstoodException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstoodException(String message) {
            super(message, null, false, false);
        }
    }

    private final HttpClient client;
    private final ReplicaSelector replicas;
    private final String authorization;
    private final long shareMillis;
    private final CredentialRefusals refusals = new CredentialRefusals();

    /** @param replicas {@code http(s)://host[:port]} each, at least one */
    public HttpKeyVerifier(HttpClient client, List<URI> replicas, Secret credential, long timeoutMillis) {
        this.client = client;
        this.replicas = new ReplicaSelector(replicas, DualClock.SYSTEM);
        this.authorization = "Bearer " + credential.reveal();
        this.shareMillis = Math.max(1, timeoutMillis / replicas.size());
    }

    @Override
    public Future<Verification> verify(VerificationRequest question) {
        Buffer body = VerificationJson.encode(question).toBuffer();
        return ask(VERIFICATIONS, body, replicas.next(), replicas.size())
                .map(answer -> VerificationJson.decode(new JsonObject(answer)))
                .compose(answer -> question.isAnsweredBy(answer.verdict())
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture(new VerificationException(
                                Denial.KEY_SERVICE_FAILED, "The key service answered another question", null)));
    }

    /**
     * Tells who used which secret. Fails when nobody is known to have taken it; it is then told again as it was, unless by
     * {@link NotUnderstoodException}.
     */
    public Future<Void> report(UsageReport report) {
        return ask(USAGE, UsageJson.encode(report).toBuffer(), replicas.next(), replicas.size())
                .mapEmpty();
    }

    /** Fails with the last replica's cause, unless one has refused the credential, which matters more. */
    private Future<Buffer> ask(String path, Buffer question, int replica, int replicasLeft) {
        return askOne(replicas.url(replica), path, question)
                .onSuccess(answer -> replicas.answered(replica))
                .onFailure(cause -> replicas.failed(replica))
                .recover(cause -> replicasLeft > 1
                        ? ask(path, question, replicas.after(replica), replicasLeft - 1)
                                .recover(later -> Future.failedFuture(
                                        VerificationException.isCredentialRefused(cause) ? cause : later))
                        : Future.failedFuture(cause));
    }

    /** Within one replica's share of the time: to wait for a connection, to make it, and to be answered. */
    private Future<Buffer> askOne(URI replica, String path, Buffer question) {
        Future<HttpClientRequest> asking = client.request(options(replica, path));
        return asking.compose(request -> request.putHeader(HttpHeaders.AUTHORIZATION, authorization)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .send(question)
                        .compose(response -> body(replica, response)))
                .timeout(shareMillis, TimeUnit.MILLISECONDS)
                .onFailure(cause -> asking.onSuccess(HttpClientRequest::reset));
    }

    private Future<Buffer> body(URI replica, HttpClientResponse response) {
        int status = response.statusCode();
        if (status == OK || status == NO_CONTENT) {
            return response.body();
        }
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

    private RequestOptions options(URI replica, String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(replica.toString())
                .setURI(path)
                .setConnectTimeout(shareMillis);
    }
}
