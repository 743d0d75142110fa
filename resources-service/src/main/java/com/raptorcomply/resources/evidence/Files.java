package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.crud.ResourceRoutes;

/** Adds the operations on files. */
public final class Files {
    private Files() {}

    public static void addTo(ResourceRoutes routes, FileStorage storage) {
        routes.prepare(FileSql.statements())
                .add("uploadFile", new UploadHandler(storage, routes.writer()))
                .add("downloadFile", new DownloadHandler(storage, routes.database(), routes.parameters("downloadFile")))
                .add("uploadFileVersion", new VersionHandler(storage, routes.writer(), routes.database()))
                .add("readFileMetadata", new MetadataHandler(routes.database()))
                .add("deleteFile", new FileDeletion(routes.writer()));
    }
}
