using System.Text;

namespace IncidentDesk.Shell;

/// <summary>The body of an answer: a page is held until it is whole, anything else goes on at once.</summary>
public sealed class HeldPageStream(HttpResponse response, Stream answer) : Stream
{
    private MemoryStream? held;
    private bool passes;

    /// <summary>The page; null where the answer was none and is on its way.</summary>
    public string? Text => held is null ? null : Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsHeld())
            held!.Write(buffer.Span);
        else
            await answer.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsHeld())
            held!.Write(buffer, offset, count);
        else
            answer.Write(buffer, offset, count);
    }

    // Before anything is written the kind of the answer may still change, and a page's headers wait for its words.
    public override Task FlushAsync(CancellationToken cancellationToken) => passes ? answer.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Flush()
    {
        if (passes)
            answer.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        held?.Dispose();
        base.Dispose(disposing);
    }

    private bool IsHeld()
    {
        if (held is null && !passes)
        {
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                held = new();
            else
                passes = true;
        }
        return held is not null;
    }
}
