package com.raptorcomply.resources.resource;

import com.raptorcomply.resources.shape.Shape;

/**
 * A declared resource with all that was compiled for it at start.
 *
 * @param path of its list, such as {@code /cyber-assets}
 * @param shape of its body in a POST or PUT
 */
record Resource(Declaration declaration, String path, Shape shape, ResourceSql sql) {}
