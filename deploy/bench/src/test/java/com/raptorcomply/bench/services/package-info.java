@org.jspecify.annotations.NullMarked
package com.raptorcomply.bench.services;
