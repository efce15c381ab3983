package dev.slipway.syncservice.core;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is to be done to a cluster. Rows of before engines could be installed say no kind: they are about environments. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = SyncWork.class)
public sealed interface ClusterWork permits SyncWork, InstallWork {}
