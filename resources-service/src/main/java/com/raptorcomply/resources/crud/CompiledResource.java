package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.schema.ObjectSchema;

/**
 * A declared resource with the schema and SQL compiled for it at start.
 *
 * @param path of its list, such as {@code /cyber-assets}
 * @param shape of its body in a POST or PUT
 */
record CompiledResource(ResourceDefinition declaration, String path, ObjectSchema shape, ResourceSql sql) {}
