package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.schema.ObjectSchema;

/**
 * A declared resource with the schema and SQL compiled for it at start.
 *
 * @param path of its list, such as {@code /cyber-assets}
 * @param schema of its body in a POST or PUT
 */
record CompiledResource(ResourceDefinition definition, String path, ObjectSchema schema, ResourceSql sql) {}
