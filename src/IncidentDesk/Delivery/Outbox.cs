using IncidentDesk.Operations;

namespace IncidentDesk.Delivery;

/// <summary>Where simulated mail is laid down: files that any mail program opens, whole or not there.</summary>
public sealed class Outbox(DeskSettings settings)
{
    /// <returns>The file's name.</returns>
    public async Task<string> KeepAsync(string number, Guid delivery, byte[] content, CancellationToken cancellation)
    {
        var directory = Path.Combine(settings.DataDirectory, "outbox");
        Directory.CreateDirectory(directory);
        // The end of the id: its beginning is the time, which deliveries of one report share.
        var name = $"{number}-{delivery.ToString("N")[^12..]}.eml";
        var path = Path.Combine(directory, name);
        await using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
        return name;
    }
}
