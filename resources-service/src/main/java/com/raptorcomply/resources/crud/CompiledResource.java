package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.resources.schema.ObjectSchema;
import java.util.List;
import java.util.stream.Stream;

/**
 * A declared resource with the schema and SQL compiled for it at start.
 *
 * @param declared in the OpenAPI document
 * @param schema of its body in a POST or PUT
 * @param listed of a record in its list
 */
public record CompiledResource(
        ResourceDefinition definition,
        DeclaredResource declared,
        ObjectSchema schema,
        ResourceSql sql,
        ObjectSchema listed) {
    /** Returns the path of its list, such as {@code /cyber-assets}. */
    String path() {
        return declared.path();
    }

    /** Returns the statements of its operations on one record, for preparing them at start. */
    List<String> statements() {
        return Stream.concat(
                        sql.statements().stream(),
                        definition.references().values().stream().map(WriteSupport::reference))
                .toList();
    }
}
