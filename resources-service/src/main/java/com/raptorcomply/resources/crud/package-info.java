/**
 * Creates, reads, lists, updates and deletes every plain resource, driven by its definition.
 *
 * <p>Three types describe a resource, because each has another author and is known at another time:
 *
 * <ul>
 *   <li>{@link com.raptorcomply.chassis.openapi.DeclaredResource}: what clients can do with it. The OpenAPI document
 *       declares it; the document that clients read is made from it, without any SQL.
 *   <li>{@link com.raptorcomply.resources.crud.ResourceDefinition}: what a document cannot say. Java code defines the
 *       table, references, constraints and rules.
 *   <li>{@link com.raptorcomply.resources.crud.CompiledResource}: both together, with the schemas and the SQL that follow
 *       from them. {@link com.raptorcomply.resources.crud.ResourceCompiler} makes it at start, so that a contradiction
 *       between the two stops the start. Handlers use only this one.
 * </ul>
 *
 * <p>{@link com.raptorcomply.resources.crud.ResourceSql} composes the statements on one record at start, {@link
 * com.raptorcomply.resources.crud.ListSql} those of a list for each request. Every other statement is a constant of the
 * class that sends it.
 */
@NullMarked
package com.raptorcomply.resources.crud;

import org.jspecify.annotations.NullMarked;
