package com.raptorcomply.resources.crud;

/**
 * Leads a filter through a reference.
 *
 * @param reference the field with the id of the other record
 * @param table the other record's table, which has a column of the filter's name
 * @param pages SQL function that finds a page, as {@link ResourceDefinition.Builder#filterThrough} has it
 */
record FilterPath(String reference, String table, String pages) {}
