/** The HTTP surface: the OpenAPI document decides which endpoints there are and who may call them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.api;
