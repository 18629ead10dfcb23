using Crm.Domain.Documents;

namespace Crm.Domain.Tests.Documents;

public sealed class FileTests
{
    [Fact]
    public void A_file_is_at_most_25_MiB()
    {
        FileContent.RefuseAbove(FileContent.MaxBytes);

        Assert.Equal("GEN-014", Assert.Throws<DomainException>(() => FileContent.RefuseAbove(FileContent.MaxBytes + 1)).Code);
    }

    [Fact]
    public void Equal_bytes_are_one_content() => Assert.Equal(FileContent.Of([1, 2]).Sha256, FileContent.Of([1, 2]).Sha256);

    [Theory]
    [InlineData("offer.pdf")]
    [InlineData(@"C:\Users\anna\offer.pdf")]
    [InlineData("../../etc/offer.pdf")]
    public void A_name_keeps_no_path(string name) => Assert.Equal("offer.pdf",
        FileAttachment.Attach("document", Guid.CreateVersion7(), name, "application/pdf", FileContent.Of([1]), null, A.Cause(), A.Now).Name);
}
