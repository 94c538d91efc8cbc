package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.SearchResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.MessagesRequest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Where each block of a request stands. Blocks are told apart by identity: two that say the same are two. */
record BlockPaths(Map<ContentBlock, String> paths) {

    static BlockPaths of(MessagesRequest request) {
        BlockPaths paths = new BlockPaths(new IdentityHashMap<>());
        for (int i = 0; i < request.messages().size(); i++) {
            paths.add(request.messages().get(i).content(), "messages[" + i + "].content");
        }
        return paths;
    }

    String of(ContentBlock block) {
        return paths.getOrDefault(block, "messages");
    }

    private void add(List<ContentBlock> blocks, String path) {
        for (int i = 0; i < blocks.size(); i++) {
            String own = path + "[" + i + "]";
            paths.put(blocks.get(i), own);
            switch (blocks.get(i)) {
                case ToolResultBlock result -> add(result.content(), own + ".content");
                case SearchResultBlock result -> add(result.content(), own + ".content");
                case DocumentBlock document -> add(document.content(), own + ".source.content");
                default -> {}
            }
        }
    }
}
