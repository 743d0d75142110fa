/**
 * The demo data: two organizations with plausible, always equal inventories of NERC CIP facilities, systems and assets.
 */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.demo;
