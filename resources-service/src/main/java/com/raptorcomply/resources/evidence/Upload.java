package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.blob.SpooledFile;

/**
 * A file that a client has uploaded whole.
 *
 * @param name as it is stored
 * @param contentType found from its content
 */
record Upload(String name, String contentType, SpooledFile file) {}
