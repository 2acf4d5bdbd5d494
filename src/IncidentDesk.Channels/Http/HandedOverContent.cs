using System.Net;
using System.Net.Http.Headers;

namespace IncidentDesk.Channels.Http;

/// <summary>A body that says when it is gone: its last byte travels apart, so that a break before it is certainly not a delivery.</summary>
internal sealed class HandedOverContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly HttpProgress progress;
    private bool isWritten;

    public HandedOverContent(ReadOnlyMemory<byte> body, string mediaType, HttpProgress progress)
    {
        (this.body, this.progress) = (body, progress);
        Headers.ContentType = new MediaTypeHeaderValue(mediaType, "utf-8");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (isWritten)
            throw new IOException("The request was written once already.");
        isWritten = true;
        progress.Step = "request";
        if (body.Length > 1)
            await stream.WriteAsync(body[..^1], cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (progress.IsHungUp)
            throw new EndOfStreamException();
        progress.HandedOver = true;
        await stream.WriteAsync(body[Math.Max(0, body.Length - 1)..], cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
