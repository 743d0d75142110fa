package com.raptorcomply.bench.scg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Runs Spring Cloud Gateway with a filter that looks up the key's SHA-256 and adds the tenant's name. */
@SpringBootApplication
public class Gateway {

    public static void main(String[] arguments) {
        SpringApplication.run(Gateway.class, arguments);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder) {
        return builder.routes().route("all", route -> route.path("/**").uri("http://127.0.0.1:19000")).build();
    }

    /** Reads the file that the property "keys" names; each line has a key and its tenant. */
    @Bean
    GlobalFilter keyed() throws IOException {
        return new Keyed(Files.readAllLines(Path.of(System.getProperty("keys"))).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> digest(line[0]), line -> line[1])));
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private record Keyed(Map<String, String> tenants) implements GlobalFilter, Ordered {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE + 100;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            String key = exchange.getRequest().getHeaders().getFirst("X-API-Key");
            String tenant = key == null ? null : tenants.get(digest(key));
            if (tenant == null) {
                exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
                return exchange.getResponse().setComplete();
            }
            ServerHttpRequest stamped = exchange.getRequest().mutate()
                    .headers(fields -> {
                        fields.remove("X-API-Key");
                        fields.set("X-Tenant-Id", tenant);
                    })
                    .build();
            return chain.filter(exchange.mutate().request(stamped).build());
        }
    }
}
