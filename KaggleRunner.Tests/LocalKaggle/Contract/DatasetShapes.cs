using static KaggleRunner.Tests.LocalKaggle.Contract.Shape;

namespace KaggleRunner.Tests.LocalKaggle.Contract;

/// <summary>The answers about datasets, as the official SDK declares their fields.</summary>
internal static class DatasetShapes
{
    public static readonly Shape Created = Object(
        ("ref", Text),
        ("url", Text),
        ("status", Text),
        ("error", Text),
        ("invalidTags", ListOf(Text))
    );

    // errorMessage is the local Kaggle's own: clients ignore fields that they do not know.
    public static readonly Shape Status = Object(
        (
            "status",
            Names(
                "NOT_YET_PERSISTED",
                "BLOBS_RECEIVED",
                "BLOBS_DECOMPRESSED",
                "BLOBS_COPIED_TO_SDS",
                "INDIVIDUAL_BLOBS_COMPRESSED",
                "READY",
                "FAILED",
                "DELETED",
                "REPROCESSING"
            )
        ),
        ("errorMessage", Text)
    );

    public static readonly Shape Files = Object(
        (
            "datasetFiles",
            ListOf(
                Object(
                    ("ref", Text),
                    ("datasetRef", Text),
                    ("ownerRef", Text),
                    ("name", Text),
                    ("creationDate", Time),
                    ("totalBytes", Integer)
                )
            )
        ),
        ("nextPageToken", Text)
    );

    public static readonly Shape Dataset = Object(
        ("id", Integer),
        ("ref", Text),
        ("subtitle", Text),
        ("creatorName", Text),
        ("totalBytes", Integer),
        ("url", Text),
        ("lastUpdated", Time),
        ("isPrivate", Flag),
        ("licenseName", Text),
        ("description", Text),
        ("ownerName", Text),
        ("ownerRef", Text),
        ("title", Text),
        ("currentVersionNumber", Integer),
        (
            "versions",
            ListOf(
                Object(
                    ("versionNumber", Integer),
                    ("creationDate", Time),
                    ("creatorName", Text),
                    ("versionNotes", Text),
                    ("status", Text)
                )
            )
        )
    );
}
