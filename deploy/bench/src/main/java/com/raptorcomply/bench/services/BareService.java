package com.raptorcomply.bench.services;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * The baseline for the resource service: the same SQL behind a bare HTTP server. The organization is in its conditions
 * instead of row-level security, which its role bypasses. It has no stamp, permissions, validation, conditional
 * requests, entity tags, request log or metrics. A process of its own: {@code BareService PORT DATABASE_PORT DATABASE
 * USER PASSWORD ORGANIZATION}.
 */
public final class BareService extends VerticleBase {
    private static final int CONNECTIONS_MAX = 10;
    private static final int PAGE = 100;

    private final Pool pool;
    private final int port;
    private final UUID organization;
    private final BareStatements statements = new BareStatements();

    private BareService(Pool pool, int port, UUID organization) {
        this.pool = pool;
        this.port = port;
        this.organization = organization;
    }

    public static void main(String[] arguments) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setDisableTCCL(true));
        PgConnectOptions database = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(arguments[1]))
                .setDatabase(arguments[2])
                .setUser(arguments[3])
                .setPassword(arguments[4])
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlFilter(sql -> true);
        Pool pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo(database)
                .with(new PoolOptions().setMaxSize(CONNECTIONS_MAX))
                .build();
        int instances = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new BareService(pool, Integer.parseInt(arguments[0]), UUID.fromString(arguments[5])),
                        new DeploymentOptions().setInstances(instances))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (request.method().name().equals("POST")) {
            request.body()
                    .compose(body -> statements.create(pool, organization, body.toJsonObject()))
                    .onComplete(made -> answer(request.response(), 201, made));
        } else if (path.equals("/cyber-assets")) {
            answerPage(request);
        } else if (path.startsWith("/cyber-assets/")) {
            UUID id = UUID.fromString(path.substring("/cyber-assets/".length()));
            statements.read(pool, organization, id).onComplete(read -> answer(request.response(), 200, read));
        } else {
            request.response().end();
        }
    }

    private void answerPage(HttpServerRequest request) {
        statements
                .page(pool, organization, PAGE + 1)
                .map(rows -> {
                    Buffer page = Buffer.buffer("[");
                    int count = 0;
                    for (Row row : rows) {
                        if (count++ < PAGE) {
                            page.appendString(count == 1 ? "" : ",").appendBuffer(row.getBuffer(0));
                        }
                    }
                    return page.appendString("]");
                })
                .onComplete(read -> answer(request.response(), 200, read));
    }

    private static void answer(HttpServerResponse response, int status, io.vertx.core.AsyncResult<Buffer> body) {
        if (body.succeeded()) {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(body.result());
        } else {
            response.setStatusCode(500).end(String.valueOf(body.cause()));
        }
    }
}
