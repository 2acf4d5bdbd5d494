namespace IncidentDesk.Storage;

/// <summary>Too many writes are waiting, or another process holds the file: nothing was done; answer 503 with Retry-After.</summary>
public sealed class OverloadedException(Exception? cause = null) : Exception("Too many writes are waiting.", cause);

/// <summary>
/// The store itself failed (disk full, I/O error, server gone): answer 503. A write that met it is either wholly there or not at
/// all, and only its idempotency key can tell.
/// </summary>
public sealed class StorageOutageException(Exception cause) : Exception("The store does not answer: " + cause.Message, cause);

/// <summary>The data directory belongs to a desk whose database is gone: an empty one must not silently take its place.</summary>
public sealed class DatabaseMissingException(string file) : Exception(
    $"This data directory belongs to a desk, but its database {file} is missing. Restore a backup, or remove the file 'instance' to begin anew.")
{
    public string TextVi { get; } =
        $"Thư mục dữ liệu này thuộc về một hệ thống đã có, nhưng không thấy cơ sở dữ liệu {file}. Hãy khôi phục từ bản sao lưu, hoặc xóa tệp 'instance' để bắt đầu lại từ đầu.";
}
