package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.resources.schema.Field;
import com.raptorcomply.resources.schema.FieldType;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.schema.SchemaReader;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compiles the definitions of resources with what the OpenAPI document declares of them. */
final class ResourceCompiler {
    private final OpenApiDocument document;
    private final SchemaReader schemas;

    ResourceCompiler(OpenApiDocument document) {
        this.document = document;
        this.schemas = new SchemaReader(document.json());
    }

    /**
     * Compiles a definition.
     *
     * @throws IllegalStateException if the document declares no such resource
     */
    CompiledResource compile(ResourceDefinition definition) {
        String name = definition.singular();
        ObjectSchema shown = schemas.schema(name);
        ObjectSchema written = schemas.schema(name + "New").withReadOnlyOf(shown);
        DeclaredResource declared = document.resources().stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document declares no resource " + name));
        ObjectSchema listed = schemas.has(name + "InList") ? schemas.schema(name + "InList") : shown;
        return new CompiledResource(
                definition, declared, written, new ResourceSql(definition, written, shown, listed), listed);
    }

    /** Returns the SQL of a resource whose records are shown in the form of another schema. */
    ResourceSql sql(ResourceDefinition definition, String schema) {
        ObjectSchema shown = schemas.schema(schema);
        return new ResourceSql(definition, schemas.schema(definition.singular() + "New"), shown, shown);
    }

    /** Returns a compiled schema of the document. */
    ObjectSchema schema(String name) {
        return schemas.schema(name);
    }

    /** Returns the query parameters of an operation. */
    QueryValues query(String operationId) {
        return document.operations().stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst()
                .map(operation -> new QueryValues(parameters(operation)))
                .orElseThrow(() -> new IllegalStateException("The document has no operation " + operationId));
    }

    /** Compiles the list operations of a resource: the whole list, and those under other records. */
    List<ListOperation> lists(CompiledResource resource) {
        List<ListOperation> lists = new ArrayList<>();
        lists.add(list(resource, resource.path(), null));
        String lastPart = resource.path().substring(resource.path().lastIndexOf('/'));
        resource.declared()
                .parents()
                .forEach((path, filter) -> lists.add(list(resource, lastPart, new ListOperation.Parent(path, filter))));
        return lists;
    }

    /** Returns the types of an operation's query parameters. */
    Map<String, FieldType> parameters(Operation operation) {
        Map<String, FieldType> types = new HashMap<>();
        operation.parameters().schemas().forEach((name, schema) -> types.put(name, schemas.parameter(name, schema)));
        return types;
    }

    /** @param own path of the list; under a parent, its last part */
    private ListOperation list(CompiledResource resource, String own, ListOperation.@Nullable Parent parent) {
        String path = parent == null ? own : parent.path() + own;
        Operation documented = document.operations().stream()
                .filter(operation -> operation.method().equals(HttpMethod.GET)
                        && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document has no operation GET " + path));
        ResourceDefinition definition = resource.definition();
        ListSql sql = new ListSql(definition.table(), resource.sql(), rareColumns(definition), definition.sight());
        return new ListOperation(
                documented.id(), own, sql, new ListParameters(resource, parameters(documented)), parent);
    }

    /** Returns the columns with ids or codes. */
    private static Set<String> rareColumns(ResourceDefinition definition) {
        return Stream.concat(definition.references().keySet().stream(), definition.unique().values().stream())
                .map(Field::column)
                .collect(Collectors.toUnmodifiableSet());
    }
}
