package com.raptorcomply.resources.crud;

/**
 * Leads a filter through a reference.
 *
 * @param reference the field with the id of the other record
 * @param table the other record's table, which has a column of the filter's name
 * @param pages SQL function that finds the first ids after one, of the records with some references, because all of them may
 *     be many. Its arguments are the array of references, the id, the number of ids, and true if deleted records count
 */
record FilterPath(String reference, String table, String pages) {}
